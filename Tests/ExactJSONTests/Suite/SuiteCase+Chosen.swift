extension SuiteCase {
    /// Numbers beyond every double and every integer are read: their text is kept, and nothing is rounded.
    static let chosenToAccept = [
        SuiteCase("i_number_double_huge_neg_exp", "[123.456e-789]"),
        SuiteCase("i_number_huge_exp", "[0.4e", .repeated("0123456789", 12), "]"),
        SuiteCase("i_number_neg_int_huge_exp", "[-1e+9999]"),
        SuiteCase("i_number_pos_double_huge_exp", "[1.5e+9999]"),
        SuiteCase("i_number_real_neg_overflow", "[-123123e100000]"),
        SuiteCase("i_number_real_pos_overflow", "[123123e100000]"),
        SuiteCase("i_number_real_underflow", "[123e-10000000]"),
        SuiteCase("i_number_too_big_neg_int", "[-123123123123123123123123123123]"),
        SuiteCase("i_number_too_big_pos_int", "[100000000000000000000]"),
        SuiteCase("i_number_very_big_negative_int", "[-237462374673276894279832749832423479823246327846]"),
    ]

    /// Halves of surrogate pairs, bytes that are no UTF-8, other encodings and byte order marks are refused, and so is
    /// what nests deeper than 128.
    static let chosenToRefuse = [
        SuiteCase("i_object_key_lone_2nd_surrogate", #"{"\uDFAA":0}"#),
        SuiteCase("i_string_1st_surrogate_but_2nd_missing", #"["\uDADA"]"#),
        SuiteCase("i_string_1st_valid_surrogate_2nd_invalid", #"["\uD888\u1234"]"#),
        SuiteCase("i_string_UTF-16LE_with_BOM", 0xFF, 0xFE, "[", 0x00, "\"", 0x00, 0xE9, 0x00, "\"", 0x00, "]", 0x00),
        SuiteCase("i_string_UTF-8_invalid_sequence", "[\"日ш", 0xFA, "\"]"),
        SuiteCase("i_string_UTF8_surrogate_U+D800", "[\"", 0xED, 0xA0, 0x80, "\"]"),
        SuiteCase("i_string_incomplete_surrogate_and_escape_valid", #"["\uD800\n"]"#),
        SuiteCase("i_string_incomplete_surrogate_pair", #"["\uDd1ea"]"#),
        SuiteCase("i_string_incomplete_surrogates_escape_valid", #"["\uD800\uD800\n"]"#),
        SuiteCase("i_string_invalid_lonely_surrogate", #"["\ud800"]"#),
        SuiteCase("i_string_invalid_surrogate", #"["\ud800abc"]"#),
        SuiteCase("i_string_invalid_utf-8", "[\"", 0xFF, "\"]"),
        SuiteCase("i_string_inverted_surrogates_U+1D11E", #"["\uDd1e\uD834"]"#),
        SuiteCase("i_string_iso_latin_1", "[\"", 0xE9, "\"]"),
        SuiteCase("i_string_lone_second_surrogate", #"["\uDFAA"]"#),
        SuiteCase("i_string_lone_utf8_continuation_byte", "[\"", 0x81, "\"]"),
        SuiteCase("i_string_not_in_unicode_range", "[\"", 0xF4, 0xBF, 0xBF, 0xBF, "\"]"),
        SuiteCase("i_string_overlong_sequence_2_bytes", "[\"", 0xC0, 0xAF, "\"]"),
        SuiteCase("i_string_overlong_sequence_6_bytes", "[\"", 0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF, "\"]"),
        SuiteCase("i_string_overlong_sequence_6_bytes_null", "[\"", 0xFC, 0x80, 0x80, 0x80, 0x80, 0x80, "\"]"),
        SuiteCase("i_string_truncated-utf-8", "[\"", 0xE0, 0xFF, "\"]"),
        SuiteCase("i_string_utf16BE_no_BOM", 0x00, "[", 0x00, "\"", 0x00, 0xE9, 0x00, "\"", 0x00, "]"),
        SuiteCase("i_string_utf16LE_no_BOM", "[", 0x00, "\"", 0x00, 0xE9, 0x00, "\"", 0x00, "]", 0x00),
        SuiteCase("i_structure_500_nested_arrays", .repeated("[", 500), .repeated("]", 500)),
        SuiteCase("i_structure_UTF-8_BOM_empty_object", 0xEF, 0xBB, 0xBF, "{}"),
    ]
}
