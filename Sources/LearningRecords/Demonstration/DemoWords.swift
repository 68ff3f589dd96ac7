/// The words of the demonstration.
enum DemoWords {
    static let employers = ["Métropole", "Ville", "CCAS"]
    static let sources = ["cegos", "interne", "ondijon", "cnfpt", "jeux", "editeur"]

    static let givenNames = [
        "Élodie", "Jean", "Aïcha", "Luc", "Noémie", "Karim", "Zoé", "Paul", "Inès", "Hugo", "Maëlys", "Théo", "Chloé",
        "Mehdi", "Agnès", "Loïc", "Fatou", "Joël", "Camille", "Anaïs",
    ]
    static let familyNames = [
        "Dupont", "Martin", "Bernard", "Lefèvre", "N’Guyen", "Moreau", "Garnier", "Chevalier", "Roux", "Fournier",
        "Girard", "Bonnet", "Lambert", "Mercier", "Diallo", "Benali", "Perrin", "Clément", "Gauthier", "Muller",
    ]
    static let services = [
        "Accueil du public", "Archives", "Assainissement", "Bâtiments", "Bibliothèques", "Cimetières", "Communication",
        "Crèches", "Culture", "Déchets", "Eau", "Écoles", "Élections", "Espaces verts", "État civil", "Finances",
        "Habitat", "Informatique", "Jeunesse", "Juridique", "Logistique", "Maintien à domicile", "Marchés publics",
        "Mobilités", "Musées", "Parc automobile", "Petite enfance", "Police municipale", "Propreté", "Proximité",
        "Relations internationales", "Restauration", "Ressources humaines", "Santé", "Seniors", "Solidarités", "Sports",
        "Tourisme", "Urbanisme", "Voirie",
    ]
    static let metiers = [
        "Agent d’accueil", "Agent d’entretien", "Agent de collecte", "Agent de voirie", "Agent technique",
        "Aide à domicile", "Animateur", "Archiviste", "Assistant administratif", "Assistant social", "Atsem",
        "Auxiliaire de puériculture", "Bibliothécaire", "Carreleur", "Chargé de communication",
        "Chargé de projet", "Chauffeur", "Comptable", "Conducteur d’engins", "Cuisinier", "Développeur",
        "Éducateur", "Éducateur sportif", "Électricien", "Égoutier", "Fleuriste", "Gardien", "Géomaticien",
        "Gestionnaire de paie", "Infirmier", "Instructeur d’urbanisme", "Jardinier", "Juriste", "Maçon",
        "Maître-nageur", "Mécanicien", "Médiateur", "Menuisier", "Peintre", "Policier municipal",
    ]
    static let levels = ["", ", chef d’équipe", ", responsable", ", référent", ", apprenti"]

    static let courses = [
        "Accueillir un public difficile", "Ville connectée", "Gestes et postures", "Égalité femmes-hommes",
        "Tri des déchets", "Rédiger un courriel", "Sécurité incendie", "Laïcité et neutralité", "Gestion du temps",
        "Handicap et emploi", "Règlement intérieur", "Cybersécurité", "Marchés publics", "Écoconduite",
        "Premiers secours", "Harcèlement et violences", "Protection des données", "Travail en hauteur",
        "Conduire une réunion", "Éco-gestes",
    ]
}
