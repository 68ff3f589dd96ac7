package import ExactJSON
package import XAPI

/// An attachment as a statement declares it, and where it does.
package struct DeclaredAttachment: Sendable {
    package let attachment: Statement.Attachment
    /// In the statement: `/attachments/0`, or `/object/attachments/0` in its SubStatement.
    package let pointer: JSONPointer
}

extension Statement {
    /// The statement's own attachments, then those of the SubStatement that is its object (Data 2.4.11).
    package var declaredAttachments: [DeclaredAttachment] {
        let own = attachments.declared(at: JSONPointer())
        guard case .subStatement(let inner) = object, !inner.attachments.isEmpty else { return own }
        return own + inner.attachments.declared(at: JSONPointer().appending("object"))
    }
}

extension [Statement.Attachment] {
    fileprivate func declared(at pointer: JSONPointer) -> [DeclaredAttachment] {
        enumerated().map { index, attachment in
            DeclaredAttachment(
                attachment: attachment, pointer: pointer.appending("attachments").appending(index)
            )
        }
    }
}
