using Pipeline.Core.Catalog;
using Pipeline.Core.History;
using Pipeline.Ops.Charts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Catalogue;

/// <summary>How price and stock of an article have changed.</summary>
/// <param name="Changes">The changes, latest first.</param>
/// <param name="Chart">The same as lines; null without a change.</param>
/// <param name="IsCut">Whether there are more than these.</param>
public sealed record ArticleHistoryView(IReadOnlyList<ArticleChange> Changes, StepLines? Chart, bool IsCut)
{
    /// <summary>How far back it goes.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(90);

    /// <summary>Most changes that a page shows.</summary>
    public const int Limit = 200;

    /// <summary>Puts it together.</summary>
    public static ArticleHistoryView Of(OpsView view, CatalogEntry entry, IReadOnlyList<ArticleChange> changes)
    {
        if (changes.Count == 0)
        {
            return new ArticleHistoryView(changes, null, false);
        }

        DateTimeOffset from = view.Now - Span;
        string currency = changes.Select(static change => change.Price?.Currency).FirstOrDefault(static known => known is not null) ?? entry.Price?.Currency ?? string.Empty;
        List<(DateTimeOffset, decimal?)> prices = Steps(changes, from, static change => change.Price is { } price ? (price.Before, price.After) : null, entry.Price?.Amount);
        List<(DateTimeOffset, decimal?)> stocks = Steps(changes, from, static change => change.Stock is { } stock ? (stock.Before, stock.After) : null, entry.Stock.Local + entry.Stock.Central);
        string conclusion = view.T("Catalogue.historyConclusion", changes.Count(static change => change.Price is not null), changes.Count(static change => change.Stock is not null), changes[0].At);
        return new ArticleHistoryView(
            changes,
            new StepLines(
                view.T("Catalogue.history"), conclusion, from, view.Now,
                new StepLine(view.T("Catalogue.price"), view.Money(Top(prices), currency), prices),
                new StepLine(view.T("Catalogue.pieces"), view.Number((long)Top(stocks)), stocks)),
            changes.Count == Limit);
    }

    private static decimal Top(List<(DateTimeOffset, decimal? Value)> steps) => steps.Select(static step => step.Value ?? 0).DefaultIfEmpty().Max();

    // A value that no file has changed was always what it is.
    private static List<(DateTimeOffset, decimal?)> Steps(
        IReadOnlyList<ArticleChange> changes, DateTimeOffset from, Func<ArticleChange, (decimal? Before, decimal? After)?> valueOf, decimal? now)
    {
        List<(DateTimeOffset, decimal?)> steps = [];
        foreach (ArticleChange change in changes.Reverse())
        {
            if (valueOf(change) is { } value)
            {
                steps.AddRange(steps.Count == 0 ? [(from, value.Before), (change.At, value.After)] : [(change.At, value.After)]);
            }
        }

        return steps.Count == 0 ? [(from, now)] : steps;
    }
}
