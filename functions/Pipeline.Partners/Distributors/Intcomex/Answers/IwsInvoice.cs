using Pipeline.Core.Issues;

namespace Pipeline.Partners.Distributors.Intcomex.Answers;

/// <summary>An invoice as <c>getinvoice</c> gives it: it has no lines and does not name its order.</summary>
internal sealed record IwsInvoice
{
    public required string Number { get; init; }

    public DateOnly? Date { get; init; }

    public DateOnly? DueDate { get; init; }

    /// <summary>Payment term, such as <c>n30</c>.</summary>
    public string? TermId { get; init; }

    /// <summary>Intcomex's code of the currency.</summary>
    public string? CurrencyId { get; init; }

    /// <summary>What the invoice comes to.</summary>
    public decimal? Total { get; init; }

    /// <summary>Goods without tax, of either sign: the samples write it both ways.</summary>
    public decimal? Sales { get; init; }

    public bool FullyPaid { get; init; }

    public DateOnly? FullyPaidDate { get; init; }

    public bool Voided { get; init; }

    /// <summary>Where the PDF lies, or null.</summary>
    public string? Url { get; init; }

    /// <summary>What of it could not be read.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];

    /// <summary>Reads one; null without a number.</summary>
    public static IwsInvoice? Read(IwsNode invoice) => invoice.Text("InvoiceNumber") is not { } number ? null : new IwsInvoice
    {
        Number = number,
        Date = invoice.Day("InvoiceDate"),
        DueDate = invoice.Day("DueDate"),
        TermId = invoice.Text("TermId"),
        CurrencyId = invoice.Object("Currency")?.Text("CurrencyId", "CurrencyCode"),
        Total = invoice.Amount("TransactionAmount"),
        Sales = invoice.Amount("SalesAmount"),
        FullyPaid = invoice.Flag("FullyPaid") ?? false,
        FullyPaidDate = invoice.Day("FullyPaidDate"),
        Voided = invoice.Flag("Voided") ?? false,
        Url = invoice.Text("InvoiceUrl"),
        Issues = [.. invoice.Issues],
    };
}
