using Pipeline.Partners.Channels.Mirakl.Products;

namespace Pipeline.Partners.Channels.Mirakl.Files;

/// <summary>Writes products in the operator's own columns.</summary>
internal static class ProductFileWriter
{
    /// <summary>A file (P41): the category first, then every column that a product has a value for, in the order of the operator's lists.</summary>
    /// <remarks>What the operator has no column for is left out: it would be passed over there without a word.</remarks>
    public static byte[] Write(IReadOnlyList<ProductSheet> products, ProductVocabulary vocabulary)
    {
        string? category = vocabulary.WithRole("CATEGORY")?.Code;
        string[] columns =
        [
            .. products.SelectMany(product => vocabulary.AttributesOf(product.Value(category) ?? string.Empty).Where(attribute => product.Value(attribute.Code) is not null))
                .Select(static attribute => attribute.Code).Prepend(category).OfType<string>().Distinct(StringComparer.Ordinal),
        ];
        return SellerTable.Write(columns, products.Select(product => columns.Select(product.Value).ToArray()));
    }
}
