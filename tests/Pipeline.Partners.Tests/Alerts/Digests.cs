using Pipeline.Core.Alerts;

namespace Pipeline.Partners.Tests.Alerts;

internal static class Digests
{
    public static AlertDigest One { get; } = new(
        "d1",
        new DateTimeOffset(2026, 3, 10, 7, 0, 0, TimeSpan.Zero),
        [
            new AlertItem
            {
                Headline = "acme: Acme refuses our login",
                Remedy = "Check the password.",
                Since = new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero),
                Count = 3,
                Examples = ["acme.price", "acme.stock"],
                Page = new Uri("https://pipeline.example.com/ops/e/abc"),
            },
        ])
    {
        Page = new Uri("https://pipeline.example.com/ops/errors"),
    };
}
