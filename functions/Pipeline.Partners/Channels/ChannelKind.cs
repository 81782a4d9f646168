namespace Pipeline.Partners.Channels;

/// <summary>A kind of channel that is registered.</summary>
/// <param name="Name">The kind.</param>
public sealed record ChannelKind(string Name);
