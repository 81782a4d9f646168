namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>One line of an import of offers.</summary>
/// <param name="Line">Number of the line; the header is line 1.</param>
/// <param name="Fields">Cells as they were sent.</param>
/// <param name="Cells">Cells by column, trimmed.</param>
internal sealed record OfferRow(int Line, IReadOnlyList<string> Fields, IReadOnlyDictionary<string, string> Cells)
{
    public string Sku => Cell("sku") ?? string.Empty;

    public bool IsDeletion => Cell("update-delete") == "delete";

    /// <summary>A cell that is not blank; null for a blank one and for one without column.</summary>
    public string? Cell(string column) => Cells.GetValueOrDefault(column) is { Length: > 0 } cell ? cell : null;
}
