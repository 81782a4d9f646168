using System.Collections.Frozen;

namespace Pipeline.Core.Channels;

/// <summary>The registered kinds of channels.</summary>
/// <exception cref="ArgumentException">Two have the same kind.</exception>
public sealed class ChannelCatalog(IEnumerable<IChannel> channels)
{
    private readonly FrozenDictionary<string, IChannel> byKind = channels.ToFrozenDictionary(static channel => channel.Kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>Their kinds, in order.</summary>
    public IReadOnlyList<string> Kinds => [.. byKind.Values.Select(static channel => channel.Kind).Order(StringComparer.Ordinal)];

    /// <summary>The channel of a kind, in any case; null when there is none.</summary>
    public IChannel? Find(string? kind) => kind is null ? null : byKind.GetValueOrDefault(kind);

    /// <summary>The channel of a store.</summary>
    /// <exception cref="InvalidOperationException">Nobody has registered its kind; the settings are checked against that at the start.</exception>
    public IChannel Of(Store store) => Find(store.Kind) ?? throw new InvalidOperationException($"No channel is of the kind {store.Kind} of the store {store.Code}.");
}
