using System.Globalization;

namespace Pipeline.Simulators.Mirakl.Messages;

/// <summary>Tells French, Spanish and English texts apart by their small words.</summary>
internal static class CustomerLanguage
{
    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["fr"] = ["bonjour", "votre", "vous", "nous", "est", "le", "la", "les", "une", "dans", "avec", "merci", "sera", "été", "commande", "cordialement", "colis", "et", "je", "où", "pas"],
        ["es"] = ["hola", "su", "usted", "nosotros", "es", "el", "los", "una", "en", "con", "gracias", "será", "ha", "pedido", "saludos", "paquete", "y", "dónde", "está", "buenos", "días"],
        ["en"] = ["hello", "your", "you", "we", "is", "the", "a", "in", "with", "thanks", "thank", "will", "has", "order", "regards", "parcel", "and", "where", "dear", "been"],
    };

    /// <summary>The language of an address: <c>es</c> for Spain, else <c>fr</c>.</summary>
    public static string Of(string countryCode) => countryCode == "ESP" ? "es" : "fr";

    /// <summary>The language of a text; null: too little to tell.</summary>
    public static string? Detect(string text)
    {
        string[] words = text.ToLower(CultureInfo.InvariantCulture).Split([' ', ',', '.', '!', '?', '¿', '¡', '\n', '\r', ';', ':', '\''], StringSplitOptions.RemoveEmptyEntries);
        (string Language, int Found)[] ranked = [.. Words.Select(entry => (entry.Key, words.Count(entry.Value.Contains))).OrderByDescending(entry => entry.Item2)];
        return ranked[0].Found > ranked[1].Found ? ranked[0].Language : null;
    }
}
