extension SuiteCase {
    static let accepted =
        acceptedArrays + acceptedNumbers + acceptedObjects + acceptedEscapes + acceptedCharacters + acceptedStructures

    private static let acceptedArrays = [
        SuiteCase("y_array_arraysWithSpaces", "[[]   ]"),
        SuiteCase("y_array_empty", "[]"),
        SuiteCase("y_array_empty-string", #"[""]"#),
        SuiteCase("y_array_ending_with_newline", "[\"a\"]\n"),
        SuiteCase("y_array_false", "[false]"),
        SuiteCase("y_array_heterogeneous", #"[null, 1, "1", {}]"#),
        SuiteCase("y_array_null", "[null]"),
        SuiteCase("y_array_with_1_and_newline", "[1\n]"),
        SuiteCase("y_array_with_leading_space", " [1]"),
        SuiteCase("y_array_with_several_null", "[1,null,null,null,2]"),
        SuiteCase("y_array_with_trailing_space", "[2] "),
    ]

    private static let acceptedNumbers = [
        SuiteCase("y_number", "[123e65]"),
        SuiteCase("y_number_0e+1", "[0e+1]"),
        SuiteCase("y_number_0e1", "[0e1]"),
        SuiteCase("y_number_after_space", "[ 4]"),
        SuiteCase("y_number_double_close_to_zero", "[-0.", .repeated("0", 77), "1]"),
        SuiteCase("y_number_int_with_exp", "[20e1]"),
        SuiteCase("y_number_minus_zero", "[-0]"),
        SuiteCase("y_number_negative_int", "[-123]"),
        SuiteCase("y_number_negative_one", "[-1]"),
        SuiteCase("y_number_negative_zero", "[-0]"),
        SuiteCase("y_number_real_capital_e", "[1E22]"),
        SuiteCase("y_number_real_capital_e_neg_exp", "[1E-2]"),
        SuiteCase("y_number_real_capital_e_pos_exp", "[1E+2]"),
        SuiteCase("y_number_real_exponent", "[123e45]"),
        SuiteCase("y_number_real_fraction_exponent", "[123.456e78]"),
        SuiteCase("y_number_real_neg_exp", "[1e-2]"),
        SuiteCase("y_number_real_pos_exponent", "[1e+2]"),
        SuiteCase("y_number_simple_int", "[123]"),
        SuiteCase("y_number_simple_real", "[123.456789]"),
    ]

    private static let acceptedObjects = [
        SuiteCase("y_object", #"{"asd":"sdf", "dfg":"fgh"}"#),
        SuiteCase("y_object_basic", #"{"asd":"sdf"}"#),
        SuiteCase("y_object_duplicated_key", #"{"a":"b","a":"c"}"#),
        SuiteCase("y_object_duplicated_key_and_value", #"{"a":"b","a":"b"}"#),
        SuiteCase("y_object_empty", "{}"),
        SuiteCase("y_object_empty_key", #"{"":0}"#),
        SuiteCase("y_object_escaped_null_in_key", #"{"foo\u0000bar": 42}"#),
        SuiteCase("y_object_extreme_numbers", #"{ "min": -1.0e+28, "max": 1.0e+28 }"#),
        SuiteCase(
            "y_object_long_strings",
            #"{"x":[{"id": ""#,
            .repeated("x", 40),
            #""}], "id": ""#,
            .repeated("x", 40),
            #""}"#
        ),
        SuiteCase("y_object_simple", #"{"a":[]}"#),
        SuiteCase("y_object_string_unicode", #"{"title":"\u041f\u043e\u043b \u0417\u0435\u043c\u043b\u0438" }"#),
        SuiteCase("y_object_with_newlines", "{\n\"a\": \"b\"\n}"),
    ]

    private static let acceptedEscapes = [
        SuiteCase("y_string_1_2_3_bytes_UTF-8_sequences", #"["\u0060\u012a\u12AB"]"#),
        SuiteCase("y_string_accepted_surrogate_pair", #"["\uD801\udc37"]"#),
        SuiteCase("y_string_accepted_surrogate_pairs", #"["\ud83d\ude39\ud83d\udc8d"]"#),
        SuiteCase("y_string_allowed_escapes", #"["\"\\\/\b\f\n\r\t"]"#),
        SuiteCase("y_string_backslash_and_u_escaped_zero", #"["\\u0000"]"#),
        SuiteCase("y_string_backslash_doublequotes", #"["\""]"#),
        SuiteCase("y_string_comments", #"["a/*b*/c/*d//e"]"#),
        SuiteCase("y_string_double_escape_a", #"["\\a"]"#),
        SuiteCase("y_string_double_escape_n", #"["\\n"]"#),
        SuiteCase("y_string_escaped_control_character", #"["\u0012"]"#),
        SuiteCase("y_string_escaped_noncharacter", #"["\uFFFF"]"#),
        SuiteCase("y_string_last_surrogates_1_and_2", #"["\uDBFF\uDFFF"]"#),
        SuiteCase("y_string_nbsp_uescaped", #"["new\u00A0line"]"#),
        SuiteCase("y_string_null_escape", #"["\u0000"]"#),
        SuiteCase("y_string_one-byte-utf-8", #"["\u002c"]"#),
        SuiteCase("y_string_surrogates_U+1D11E_MUSICAL_SYMBOL_G_CLEF", #"["\uD834\uDd1e"]"#),
        SuiteCase("y_string_three-byte-utf-8", #"["\u0821"]"#),
        SuiteCase("y_string_two-byte-utf-8", #"["\u0123"]"#),
        SuiteCase("y_string_uEscape", #"["\u0061\u30af\u30EA\u30b9"]"#),
        SuiteCase("y_string_uescaped_newline", #"["new\u000Aline"]"#),
        SuiteCase("y_string_unicode", #"["\uA66D"]"#),
        SuiteCase("y_string_unicodeEscapedBackslash", #"["\u005C"]"#),
        SuiteCase("y_string_unicode_U+10FFFE_nonchar", #"["\uDBFF\uDFFE"]"#),
        SuiteCase("y_string_unicode_U+1FFFE_nonchar", #"["\uD83F\uDFFE"]"#),
        SuiteCase("y_string_unicode_U+200B_ZERO_WIDTH_SPACE", #"["\u200B"]"#),
        SuiteCase("y_string_unicode_U+2064_invisible_plus", #"["\u2064"]"#),
        SuiteCase("y_string_unicode_U+FDD0_nonchar", #"["\uFDD0"]"#),
        SuiteCase("y_string_unicode_U+FFFE_nonchar", #"["\uFFFE"]"#),
        SuiteCase("y_string_unicode_escaped_double_quote", #"["\u0022"]"#),
    ]

    private static let acceptedCharacters = [
        SuiteCase("y_string_in_array", #"["asd"]"#),
        SuiteCase("y_string_in_array_with_leading_space", #"[ "asd"]"#),
        SuiteCase("y_string_nonCharacterInUTF-8_U+10FFFF", "[\"", 0xF4, 0x8F, 0xBF, 0xBF, "\"]"),
        SuiteCase("y_string_nonCharacterInUTF-8_U+FFFF", "[\"", 0xEF, 0xBF, 0xBF, "\"]"),
        SuiteCase("y_string_pi", "[\"π\"]"),
        SuiteCase("y_string_reservedCharacterInUTF-8_U+1BFFF", "[\"", 0xF0, 0x9B, 0xBF, 0xBF, "\"]"),
        SuiteCase("y_string_simple_ascii", #"["asd "]"#),
        SuiteCase("y_string_space", #"" ""#),
        SuiteCase("y_string_u+2028_line_sep", "[\"\u{2028}\"]"),
        SuiteCase("y_string_u+2029_par_sep", "[\"\u{2029}\"]"),
        SuiteCase("y_string_unescaped_char_delete", "[\"", 0x7F, "\"]"),
        SuiteCase("y_string_unicode_2", "[\"⍂㈴⍂\"]"),
        SuiteCase("y_string_utf8", "[\"€𝄞\"]"),
        SuiteCase("y_string_with_del_character", "[\"a", 0x7F, "a\"]"),
    ]

    private static let acceptedStructures = [
        SuiteCase("y_structure_lonely_false", "false"),
        SuiteCase("y_structure_lonely_int", "42"),
        SuiteCase("y_structure_lonely_negative_real", "-0.1"),
        SuiteCase("y_structure_lonely_null", "null"),
        SuiteCase("y_structure_lonely_string", #""asd""#),
        SuiteCase("y_structure_lonely_true", "true"),
        SuiteCase("y_structure_string_empty", #""""#),
        SuiteCase("y_structure_trailing_newline", "[\"a\"]\n"),
        SuiteCase("y_structure_true_in_array", "[true]"),
        SuiteCase("y_structure_whitespace_array", " [] "),
    ]
}
