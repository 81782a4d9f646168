namespace Pipeline.Partners.Feeds.Changes;

/// <summary>A row that a comparison has to know of even where it stays the same: it has findings, or its article has more rows.</summary>
/// <param name="Offset">Offset of its first byte.</param>
/// <param name="Key">Hash of its key (<see cref="KeyFilter.Hash"/>), 0 when it has none.</param>
/// <param name="HasSiblings">Whether its article has other rows.</param>
/// <param name="DeliveryDay">Number of the day of the delivery that it announces, 0 when it announces none.</param>
/// <param name="Findings">How many findings it has.</param>
/// <param name="Position">Where the findings lie, for whoever keeps them.</param>
internal readonly record struct RowMark(
    long Offset, ulong Key, bool HasSiblings, int DeliveryDay, int Findings, int Position);

/// <summary>A marked row that stands unchanged in the new file.</summary>
/// <param name="Mark">What is known of it from the last accepted file.</param>
/// <param name="Line">Its line in the new file.</param>
/// <param name="Offset">Offset of its first byte in the new file.</param>
/// <param name="Length">Its bytes without the line end.</param>
internal readonly record struct PassedRow(RowMark Mark, long Line, long Offset, int Length);
