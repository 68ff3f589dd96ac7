extension InvalidStatement.Code {
    static let wordsForSignatures: [Self: LocalizedText] = [
        .signatureContentType: LocalizedText(
            french: "« % » doit valoir \"application/octet-stream\" : c’est une signature.",
            english: "“%” must be \"application/octet-stream\": this is a signature.",
        ),
        .malformedSignature: LocalizedText(
            french:
                "« % » doit être une signature JWS en forme compacte : en-tête, contenu et signature en base64url, séparés par des points.",
            english:
                "“%” must be a JWS in compact serialization: header, payload and signature in base64url, with dots between.",
        ),
        .signatureAlgorithm: LocalizedText(
            french: "« % » doit être signé par l’algorithme (« alg ») RS256, RS384 ou RS512.",
            english: "“%” must be signed with the algorithm (“alg”) RS256, RS384 or RS512.",
        ),
        .signatureCertificate: LocalizedText(
            french:
                "« % » porte des certificats (« x5c ») illisibles : il faut du X.509 en DER et base64, le premier avec une clé RSA.",
            english:
                "“%” carries certificates (“x5c”) that cannot be read: send X.509 in DER and base64, the first with an RSA key.",
        ),
        .wrongSignature: LocalizedText(
            french: "« % » n’a pas été signé par la clé de son certificat, ou a été modifié depuis.",
            english: "“%” was not signed with the key of its certificate, or was changed since.",
        ),
        .signedPayload: LocalizedText(
            french: "« % » doit contenir une déclaration valide, telle qu’elle était avant d’être signée.",
            english: "“%” must hold a valid statement, as it was before it was signed.",
        ),
        .otherStatementSigned: LocalizedText(
            french: "« % » signe une autre déclaration que celle à laquelle il est joint.",
            english: "“%” signs another statement than the one it is attached to.",
        ),
    ]
}
