namespace Pipeline.Simulators.IngramMicro;

/// <summary>Invented brands and the category tree that generated articles are drawn from.</summary>
/// <remarks>The first seven categories are those of the sample category file.</remarks>
internal static class Vocabulary
{
    private static readonly FeeCents None = new(0, 0, 0, 0);

    /// <summary>Brands as the file prints them; case varies, as it does in reality.</summary>
    public static readonly string[] Brands =
    [
        "ZENTARO", "KVALDIS", "ORVANE", "EDILUNE", "Brisca", "NORVEX", "TALLIUM", "Ostrava Labs", "PERIKON", "LUMEK",
        "CALDERA SYSTEMS", "Fjordline", "ARVENTO", "MIRADOR", "QUANTEL NORD", "SOLVIX", "TERRANO", "Velocore", "XANTIS",
        "YDRA", "HALCYON", "IMPEX DATA", "JORVIK", "KESTREL", "Lanterne", "MONTIS", "NACRE", "OBSIDIA", "PALLAS",
        "RIVETT & FILS",
    ];

    /// <summary>Variants that end a description.</summary>
    public static readonly string[] Variants =
    [
        "noir", "blanc", "argenté", "bleu", "édition 2026", "reconditionné", "AZERTY", "QWERTY", "1 m", "2 m", "PoE",
        "Wi-Fi 7", "16Go", "32Go", "1To", "2To", "100 W", "USB-C", "HDMI 2.1", "câblé",
    ];

    /// <summary>The tree, one entry for each third-level category.</summary>
    public static readonly ArticleCategory[] Categories =
    [
        New("10", "Informatique", "10", "Ordinateurs portables", "10", "Portables professionnels", "Portable", 34900, 289900, 1650, new(0, 42, 0, 3)),
        New("10", "Informatique", "40", "Accessoires", "10", "Stations d’accueil", "Dock", 4900, 32900, 410, new(0, 10, 0, 0)),
        New("10", "Informatique", "40", "Accessoires", "20", "Câbles", "Câble", 190, 4900, 120, None),
        New("10", "Informatique", "40", "Accessoires", "30", "Chargeurs", "Chargeur", 990, 9900, 210, new(0, 4, 0, 0)),
        New("20", "Stockage", "30", "Disques externes", "10", "SSD portables", "SSD portable", 3900, 49900, 90, new(640, 5, 0, 0)),
        New("60", "Logiciels", "10", "Licences", "10", "Sécurité", "Antivirus", 990, 79900, 0, None),
        New("90", "Divers", "10", "Librairie", "10", "Manuels", "Guide réseau", 790, 6900, 520, None, 550),
        New("10", "Informatique", "10", "Ordinateurs portables", "20", "Grand public", "Portable", 24900, 149900, 1900, new(0, 42, 0, 3)),
        New("10", "Informatique", "20", "PC de bureau", "10", "Mini PC", "Mini PC", 19900, 139900, 1200, new(0, 60, 0, 1)),
        New("10", "Informatique", "20", "PC de bureau", "20", "Stations", "Station", 99900, 689900, 9800, new(0, 180, 0, 1)),
        New("10", "Informatique", "30", "Serveurs", "10", "Rack", "Serveur", 129900, 1289900, 21000, new(0, 240, 0, 1)),
        New("10", "Informatique", "40", "Accessoires", "40", "Claviers", "Clavier", 990, 24900, 640, new(0, 8, 0, 2)),
        New("10", "Informatique", "40", "Accessoires", "50", "Sacoches", "Sacoche", 1490, 15900, 700, None),
        New("20", "Stockage", "10", "Internes", "10", "SSD NVMe", "SSD NVMe", 2900, 89900, 40, new(0, 5, 0, 0)),
        New("20", "Stockage", "10", "Internes", "20", "Disques durs", "Disque dur", 4900, 69900, 680, new(0, 5, 0, 0)),
        New("20", "Stockage", "20", "NAS", "10", "Bureau", "NAS", 14900, 219900, 3400, new(0, 60, 0, 1)),
        New("20", "Stockage", "30", "Disques externes", "20", "Clés USB", "Clé USB", 490, 9900, 20, new(280, 2, 0, 0)),
        New("30", "Réseau", "10", "Commutateurs", "10", "Gérés", "Commutateur", 7900, 489900, 3100, new(0, 60, 0, 0)),
        New("30", "Réseau", "20", "Sans fil", "10", "Points d’accès", "Point d’accès", 5900, 129900, 620, new(0, 10, 0, 0)),
        New("30", "Réseau", "30", "Sécurité réseau", "10", "Pare-feu", "Pare-feu", 29900, 989900, 4200, new(0, 60, 0, 0)),
        New("40", "Impression", "10", "Imprimantes", "10", "Laser", "Imprimante", 9900, 189900, 14500, new(0, 320, 1250, 0)),
        New("40", "Impression", "10", "Imprimantes", "20", "Jet d’encre", "Imprimante", 4900, 59900, 6200, new(0, 160, 950, 0)),
        New("40", "Impression", "20", "Consommables", "10", "Toners", "Toner", 1990, 48900, 980, None),
        New("50", "Affichage", "10", "Moniteurs", "10", "Bureau", "Moniteur", 8900, 129900, 5400, new(0, 250, 0, 0)),
        New("50", "Affichage", "20", "Projecteurs", "10", "Laser", "Projecteur", 49900, 489900, 7800, new(0, 180, 0, 1)),
        New("60", "Logiciels", "10", "Licences", "20", "Bureautique", "Suite", 4900, 39900, 0, None),
        New("70", "Téléphonie", "10", "Mobiles", "10", "Smartphones", "Smartphone", 9900, 149900, 220, new(1100, 2, 0, 3)),
        New("70", "Téléphonie", "20", "Conférence", "10", "Casques", "Casque", 2900, 39900, 190, new(0, 4, 0, 2)),
        New("80", "Énergie", "10", "Onduleurs", "10", "Tours", "Onduleur", 6900, 289900, 12400, new(0, 260, 0, 95)),
        New("80", "Énergie", "20", "Piles", "10", "Accus", "Pack d’accus", 390, 9900, 310, new(0, 0, 0, 12)),
    ];

    private static ArticleCategory New(
        string one,
        string oneName,
        string two,
        string twoName,
        string three,
        string threeName,
        string word,
        int low,
        int high,
        int grams,
        FeeCents fees,
        int vat = 2000) =>
        new(one, oneName, one + two, twoName, one + two + three, threeName, word, low, high, grams, fees, vat);
}
