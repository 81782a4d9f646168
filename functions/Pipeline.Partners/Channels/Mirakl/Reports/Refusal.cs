using System.Text.RegularExpressions;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Files;

namespace Pipeline.Partners.Channels.Mirakl.Reports;

/// <summary>One of the refusals that marketplaces are known to give, in their own words.</summary>
/// <param name="Number">Code of a refused product, or place of a refused offer among the ten that the guide lists; 0 for one beside it.</param>
/// <param name="Fr">Words in French; <c>{0}</c> stands for what it is about.</param>
/// <param name="En">Words in English.</param>
/// <param name="Code">Our code of it.</param>
/// <param name="Field">The column that it is about, or null.</param>
internal sealed partial record Refusal(int Number, string Fr, string En, string Code, string? Field)
{
    /// <summary>Refusals of products; those above 3000 drop a value and keep the product.</summary>
    public static IReadOnlyList<Refusal> OfProducts { get; } =
    [
        new(1000, "L'attribut {0} est obligatoire", "The attribute {0} is required", IssueCodes.AttributeMissing, null),
        new(1001, "La catégorie {0} est inconnue", "The category {0} is unknown", IssueCodes.ListingCategoryUnknown, null),
        new(1002, "Nombre de champs incorrect", "Incorrect number of fields", IssueCodes.ProductFieldCount, null),
        new(1004, "La catégorie n'a pas pu être identifiée", "The category could not be identified", IssueCodes.ListingCategoryMissing, null),
        new(1006, "La catégorie de catalogue {0} doit être mappée à une catégorie de catalogue d'opérateur", "The catalog category {0} must be mapped to a leaf operator catalog category", IssueCodes.ListingCategoryUnmapped, null),
        new(2003, "L'attribut {0} ne respecte pas la longueur demandée", "The attribute {0} has not the length that is wanted", IssueCodes.AttributeBreaksRule, null),
        new(2006, "L'attribut {0} n'est pas dans les valeurs possibles définies dans la liste de valeurs", "The attribute {0} is not in the possible values set in the value list", IssueCodes.AttributeNotInList, null),
        new(2007, "L'attribut {0} ne respecte pas l'expression régulière", "The attribute {0} does not follow the regular expression", IssueCodes.AttributeBreaksRule, null),
        new(2010, "L'attribut {0} doit être un entier", "The attribute {0} must be an integer", IssueCodes.AttributeNotWhole, null),
        new(2011, "L'attribut {0} doit être numérique", "The attribute {0} must be numeric", IssueCodes.AttributeNotNumeric, null),
        new(3006, "L'attribut {0} n'est pas dans les valeurs possibles définies dans la liste de valeurs", "The attribute {0} is not in the possible values set in the value list", IssueCodes.AttributeNotInList, null),
        new(3010, "L'attribut {0} doit être un entier", "The attribute {0} must be an integer", IssueCodes.AttributeNotWhole, null),
        new(3011, "L'attribut {0} doit être numérique", "The attribute {0} must be numeric", IssueCodes.AttributeNotNumeric, null),
    ];

    /// <summary>Refusals of offers, which have no codes there.</summary>
    public static IReadOnlyList<Refusal> OfOffers { get; } =
    [
        new(1, "Le produit n'existe pas", "The product does not exist", IssueCodes.OfferProductUnknown, OfferColumns.ProductId),
        new(2, "Aucune offre existante à mettre à jour", "No existing offer to update", IssueCodes.OfferUnknown, OfferColumns.Sku),
        new(3, "Le champ 'sku' est dupliqué dans le fichier source", "The 'sku' field is duplicated in the source file", IssueCodes.OfferNumberTwice, OfferColumns.Sku),
        new(4, "L'état du produit est inconnu", "The state of the product is unknown", IssueCodes.OfferStateUnknown, OfferColumns.State),
        new(5, "Le produit lié à la nouvelle offre est différent du produit lié à l'offre existante", "The product linked to the new offer is different from the product linked to the existing offer", IssueCodes.OfferNumberTaken, OfferColumns.Sku),
        new(6, "Le champ 'prix' est obligatoire", "The 'price' field is mandatory", IssueCodes.OfferPriceInvalid, OfferColumns.Price),
        new(7, "La famille logistique est inconnue", "The logistic family is unknown", IssueCodes.OfferLogisticClassUnknown, OfferColumns.LogisticClass),
        new(8, "Le champ 'leadtime-to-ship' a une valeur invalide", "The 'leadtime-to-ship' field has an invalid value", IssueCodes.OfferLeadTimeInvalid, OfferColumns.LeadTime),
        new(9, "La plage de dates de remise est incorrecte", "The discount range date is incorrect", IssueCodes.OfferDiscountDates, OfferColumns.DiscountStart),
        new(10, "Le prix de remise est incorrect : il ne doit pas être nul ou doit être inférieur au prix", "The discount price is incorrect : must not be null or must be lower than price", IssueCodes.OfferDiscountPrice, OfferColumns.DiscountPrice),
        new(0, "Le produit lié à la nouvelle offre est différent du produit lié à une ancienne offre", "The product linked to the new offer is different from the product linked to an old offer which has the same shop id.", IssueCodes.OfferNumberTaken, OfferColumns.Sku),
    ];

    /// <summary>Whether it takes a product or an offer with it, or but a value.</summary>
    public bool IsWarning => Number >= 3000;

    /// <summary>The refusal of a product by its code, or null.</summary>
    public static Refusal? OfProduct(string code) => OfProducts.FirstOrDefault(one => one.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == code);

    /// <summary>The refusal of an offer by its words in either language, whatever quotes, case and blanks they come with; or null.</summary>
    public static Refusal? OfOffer(string words) => Plain(words) is var plain
        ? OfOffers.FirstOrDefault(one => plain == Plain(one.En) || plain == Plain(one.Fr))
        : null;

    /// <summary>The words in a language with what they are about.</summary>
    public string Say(bool inFrench, string about) => (inFrench ? Fr : En).Replace("{0}", about, StringComparison.Ordinal);

    private static string Plain(string words) => Marks().Replace(words, string.Empty).ToUpperInvariant();

    [GeneratedRegex("[^\\p{L}\\p{N}]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marks();
}
