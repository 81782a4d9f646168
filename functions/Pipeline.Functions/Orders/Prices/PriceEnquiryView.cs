using Pipeline.Core.Orders.Prices;

namespace Pipeline.Functions.Orders.Prices;

/// <summary>Live prices and stock.</summary>
/// <param name="Distributor">Who was asked.</param>
/// <param name="Items">One per item asked, in that order.</param>
/// <param name="Problem">Why items have the status <c>NOT_ANSWERED</c>, in a sentence; null when all were answered.</param>
public sealed record PriceEnquiryView(string Distributor, IReadOnlyList<PriceItemView> Items, string? Problem)
{
    internal static PriceEnquiryView Of(string distributor, PriceAnswers answers) => new(
        distributor, [.. answers.Items.Select(PriceItemView.Of)], answers.Problem is { } problem ? $"{problem.Code}: {problem.Message}" : null);
}
