import XAPI

extension StatementScenario {
    static let interactions: [StatementScenario] = [
        accept(
            "2.4.4.1: true-false",
            Sample.definition(#""interactionType":"true-false","correctResponsesPattern":["true"]"#)
        ),
        accept(
            "2.4.4.1: choice",
            Sample.definition(#""interactionType":"choice","choices":[{"id":"a","description":{"fr":"A"}},{"id":"b"}]"#)
        ),
        accept("2.4.4.1: sequencing", Sample.definition(#""interactionType":"sequencing","choices":[{"id":"a"}]"#)),
        accept("2.4.4.1: likert", Sample.definition(#""interactionType":"likert","scale":[{"id":"a"}]"#)),
        accept(
            "2.4.4.1: matching",
            Sample.definition(#""interactionType":"matching","source":[{"id":"a"}],"target":[{"id":"a"}]"#)
        ),
        accept("2.4.4.1: performance", Sample.definition(#""interactionType":"performance","steps":[{"id":"a b"}]"#)),
        accept(
            "2.4.4.1: fill-in",
            Sample.definition(#""interactionType":"fill-in","correctResponsesPattern":["{case_matters=x}Bob"]"#)
        ),
        accept(
            "2.4.4.1: long-fill-in",
            Sample.definition(#""interactionType":"long-fill-in","correctResponsesPattern":[]"#)
        ),
        accept(
            "2.4.4.1: numeric",
            Sample.definition(#""interactionType":"numeric","correctResponsesPattern":["4[:]"]"#)
        ),
        accept("2.4.4.1: other", Sample.definition(#""interactionType":"other""#)),
        refuse(
            "2.4.4.1: interactionType is one of ten",
            Sample.definition(#""interactionType":"quiz""#),
            .invalidInteractionType,
            "/object/definition/interactionType"
        ),
        refuse(
            "2.4.4.1: the case of interactionType matters",
            Sample.definition(#""interactionType":"Choice""#),
            .invalidInteractionType,
            "/object/definition/interactionType"
        ),
        refuse(
            "2.4.4.1: interactionType is a string",
            Sample.definition(#""interactionType":1"#),
            .wrongType,
            "/object/definition/interactionType"
        ),
        refuse(
            "2.4.4.1: responses need an interactionType",
            Sample.definition(#""correctResponsesPattern":["a"]"#),
            .missingProperty,
            "/object/definition"
        ),
        refuse(
            "2.4.4.1: components need an interactionType",
            Sample.definition(#""choices":[{"id":"a"}]"#),
            .missingProperty,
            "/object/definition"
        ),
        refuse(
            "2.4.4.1: responses are a list",
            Sample.definition(#""interactionType":"other","correctResponsesPattern":"a""#),
            .wrongType,
            "/object/definition/correctResponsesPattern"
        ),
        refuse(
            "2.4.4.1: responses are strings",
            Sample.definition(#""interactionType":"other","correctResponsesPattern":["a",1]"#),
            .wrongType,
            "/object/definition/correctResponsesPattern/1"
        ),
        refuse(
            "2.4.4.1: a choice has no scale",
            Sample.definition(#""interactionType":"choice","scale":[{"id":"a"}]"#),
            .componentsNotSupported,
            "/object/definition/scale"
        ),
        refuse(
            "2.4.4.1: true-false has no components",
            Sample.definition(#""choices":[{"id":"a"}],"interactionType":"true-false""#),
            .componentsNotSupported,
            "/object/definition/choices"
        ),
        refuse(
            "2.4.4.1: components are a list",
            Sample.definition(#""interactionType":"choice","choices":{"id":"a"}"#),
            .wrongType,
            "/object/definition/choices"
        ),
        refuse(
            "2.4.4.1: a component is an object",
            Sample.definition(#""interactionType":"choice","choices":["a"]"#),
            .wrongType,
            "/object/definition/choices/0"
        ),
        refuse(
            "2.4.4.1: a component has an id",
            Sample.definition(#""interactionType":"choice","choices":[{"description":{"fr":"A"}}]"#),
            .missingProperty,
            "/object/definition/choices/0"
        ),
        refuse(
            "2.4.4.1: the id of a component is a string",
            Sample.definition(#""interactionType":"choice","choices":[{"id":1}]"#),
            .wrongType,
            "/object/definition/choices/0/id"
        ),
        refuse(
            "2.4.4.1: ids of components are distinct",
            Sample.definition(#""interactionType":"likert","scale":[{"id":"a"},{"id":"b"},{"id":"a"}]"#),
            .duplicateComponent,
            "/object/definition/scale/2/id"
        ),
        refuse(
            "4.2: the description of a component",
            Sample.definition(#""interactionType":"choice","choices":[{"id":"a","description":{"a12345678":"A"}}]"#),
            .invalidLanguageTag,
            "/object/definition/choices/0/description/a12345678"
        ),
    ]
}
