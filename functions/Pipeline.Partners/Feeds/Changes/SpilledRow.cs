using Pipeline.Core.Feeds;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>A row that has to be read, as it came back from the spill.</summary>
internal readonly struct SpilledRow
{
    public required string Key { get; init; }

    /// <summary>Whether it stands in the last accepted file; otherwise in the new one.</summary>
    public required bool IsPrevious { get; init; }

    public required long Line { get; init; }

    public required long Offset { get; init; }

    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public RowOrigin Origin => new(Line, Offset, Offset + Bytes.Length - 1);
}
