namespace Pipeline.Core.Channels.Offers;

/// <summary>The channel's report of refused lines.</summary>
/// <param name="Code">Name of the report in addresses, for example that of the operation that gives it.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Content">The bytes as they came.</param>
/// <param name="Rows">What they say, in their order.</param>
public sealed record OfferImportReport(string Code, string ContentType, ReadOnlyMemory<byte> Content, IReadOnlyList<RefusedRow> Rows);

/// <summary>One thing that the channel says of one line.</summary>
/// <param name="Line">Line of the file that was sent, the header being 1; null when the report does not say.</param>
/// <param name="Sku">Our number of the offer; null when the line has none.</param>
/// <param name="Code">Code in the catalogue of issues; one for all that nobody knows.</param>
/// <param name="Message">The channel's words by language; those of the catalogue where it uses but one.</param>
public sealed record RefusedRow(int? Line, string? Sku, string Code, RowMessage Message)
{
    /// <summary>One of <see cref="Errors.IssueSeverity"/>.</summary>
    public string Severity { get; init; } = Errors.IssueSeverity.Error;

    /// <summary>Why, in a sentence of ours, or null.</summary>
    public string? Cause { get; init; }

    /// <summary>What a person does about it, or null.</summary>
    public string? Remedy { get; init; }

    /// <summary>Field of the offer, or null.</summary>
    public string? Field { get; init; }

    /// <summary>Value of that field as it was sent, or null.</summary>
    public string? Value { get; init; }
}

/// <summary>A sentence of the channel's.</summary>
/// <param name="Fr">In French.</param>
/// <param name="En">In English.</param>
public sealed record RowMessage(string? Fr, string? En);
