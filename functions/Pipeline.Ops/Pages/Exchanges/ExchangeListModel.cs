using Pipeline.Core.Exchanges;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Exchanges;

/// <summary>A part of the list of conversations.</summary>
/// <param name="Rows">The conversations.</param>
/// <param name="Filters">The filters.</param>
/// <param name="Cursor">Where the part begins, or null.</param>
/// <param name="Next">Where the next begins, or null.</param>
public sealed record ExchangeListModel(IReadOnlyList<ExchangeRow> Rows, Filters Filters, string? Cursor, string? Next);

/// <summary>A conversation in the list.</summary>
/// <param name="Head">What is kept of it.</param>
/// <param name="Partner">What people call the partner.</param>
public sealed record ExchangeRow(ExchangeHead Head, string Partner);

/// <summary>One conversation.</summary>
/// <param name="Row">What it was.</param>
/// <param name="Sentence">What was said, in a sentence.</param>
/// <param name="Request">Body of the request.</param>
/// <param name="Response">Body of the answer.</param>
/// <param name="IsPretty">Whether bodies are set in lines.</param>
public sealed record ExchangeModel(ExchangeRow Row, string Sentence, BodyView Request, BodyView Response, bool IsPretty);
