using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications;

namespace Pipeline.Storage.Tests.Exchanges;

/// <summary>Exchanges to record.</summary>
internal static class ExchangeSamples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    /// <summary>A good call at a time, about nothing in particular.</summary>
    public static Exchange Made(DateTimeOffset at) => new()
    {
        Id = MessageId.New(at),
        Partner = "ingram-micro",
        Operation = "orderCreate",
        Target = "POST https://example.com/",
        StartedAt = at,
        Duration = TimeSpan.FromMilliseconds(120),
        Status = 200,
    };

    /// <summary>Bytes that do not compress.</summary>
    public static byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
