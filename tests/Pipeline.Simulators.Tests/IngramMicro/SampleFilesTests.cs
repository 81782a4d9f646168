using System.Security.Cryptography;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Simulators.Tests.IngramMicro;

public sealed class SampleFilesTests
{
    [Theory]
    [InlineData(FeedKind.Price, 3406, "e1d98f1a6a2d980701d646456b1183781269910d464d35d1580432165f7cfc9e")]
    [InlineData(FeedKind.Stock, 439, "05c2606a71159dd36f9b9ca9008d7ecaf85b657dd1a5dec5898684478608381e")]
    [InlineData(FeedKind.Category, 398, "c527cab86f54d41c71f944cc4ceb8148c36496648e1fc531028ac9ec50127607")]
    public void The_samples_are_byte_exact(FeedKind kind, int length, string sha256)
    {
        byte[] bytes = SampleFiles.Read(kind);

        Assert.Equal(length, bytes.Length);
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
