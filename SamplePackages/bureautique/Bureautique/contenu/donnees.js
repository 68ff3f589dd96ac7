var COURSE = {
  mastery: 80,
  pages: [
    {
      title: "Un e-mail, c’est une lettre",
      text: [
        "Un e-mail va d’une adresse à une autre, comme une lettre, mais en quelques secondes.",
        "Votre adresse se lit ainsi : votre nom, le signe @ (« arobase »), puis le nom de la métropole.",
        "Vous ne pouvez rien casser : au pire, on efface et on recommence."
      ]
    },
    {
      title: "Écrire un e-mail",
      text: ["Dans l’ordre :"],
      steps: [
        "« À » : l’adresse de la personne.",
        "« Objet » : le sujet, en quelques mots.",
        "Le message : bonjour, ce que vous demandez, merci, votre nom.",
        "« Envoyer », après une relecture."
      ]
    },
    {
      title: "Répondre, transférer, joindre",
      text: [
        "« Répondre » écrit à la personne seule ; « Répondre à tous » écrit à tout le monde : regardez bien.",
        "« Transférer » envoie le message à quelqu’un d’autre.",
        "Le trombone joint un document. Attendez que son nom apparaisse avant d’envoyer."
      ]
    },
    {
      title: "Les messages pièges",
      text: ["Certains messages imitent une banque, un colis ou un chef. Trois signes :"],
      steps: [
        "on vous presse : « tout de suite », « dernier rappel » ;",
        "on vous demande un mot de passe ou de l’argent ;",
        "l’adresse de l’expéditeur est étrange."
      ],
      after: "Dans le doute, ne cliquez pas : appelez le service informatique. Personne ne vous le reprochera."
    },
    {
      title: "Cinq questions",
      questions: [
        ["Quel signe se trouve dans toute adresse e-mail ?", ["#", "@", "&"], 1],
        ["L’objet sert à…", ["dire le sujet en quelques mots", "signer", "joindre un document"], 0],
        ["Pour n’écrire qu’à l’expéditeur, on choisit…", ["Répondre à tous", "Transférer", "Répondre"], 2],
        ["Le trombone sert à…", ["joindre un document", "effacer le message", "imprimer"], 0],
        [
          "Un message urgent demande votre mot de passe. Vous…",
          ["le donnez", "ne cliquez pas et appelez le service informatique", "le transférez à toute l’équipe"],
          1
        ]
      ]
    }
  ]
};
