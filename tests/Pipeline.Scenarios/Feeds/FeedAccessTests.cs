using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Feeds;

/// <summary>Feeds on servers that check who comes, and are checked.</summary>
public sealed class FeedAccessTests
{
    private const string Price = "Distributors__IngramMicro__Feeds__Price__";
    private const string Stock = "Distributors__IngramMicro__Feeds__Stock__";
    private const string Category = "Distributors__IngramMicro__Feeds__Category__";
    private const string OtherFingerprint = "SHA256:uNiVztksCsDhcc0u9e8BrJk4XuOhHmoV5y0m9yCIlRM";

    [Fact]
    public async Task A_price_file_on_an_SFTP_server_fills_the_catalogue_another_host_key_gets_no_login_and_a_wrong_password_is_told()
    {
        await using OpenSshServer server = await OpenSshServer.StartAsync();
        string key = await server.AllowKeyAsync("open-sesame", "-t", "ed25519");
        await using PipelineSystem system = await PipelineSystem.StartAsync(
            (Price + "Url", AddressOf(server, FeedKind.Price)),
            (Price + "UserName", server.UserName),
            (Price + "PrivateKey", key),
            (Price + "Password", "open-sesame"),
            (Price + "HostKeyFingerprint", server.HostKeyFingerprint),
            (Stock + "Url", AddressOf(server, FeedKind.Stock)),
            (Stock + "UserName", server.UserName),
            (Stock + "Password", server.Password),
            (Stock + "HostKeyFingerprint", OtherFingerprint),
            (Category + "Password", "not-the-password"));

        JsonNode missing = await system.RunFlowAsync("ingram.price", "failed");
        string file = Path.Combine(server.Home, SampleFiles.NameOf(FeedKind.Price));
        await File.WriteAllBytesAsync(file, SampleFiles.Read(FeedKind.Price));
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 3, 10, 6, 0, 0, DateTimeKind.Utc));
        JsonNode price = await system.RunFlowAsync("ingram.price", "succeeded");
        _ = await system.RunFlowAsync("ingram.price", "nothingToDo");
        JsonNode stock = await system.RunFlowAsync("ingram.stock", "failed");
        JsonNode category = await system.RunFlowAsync("ingram.category", "failed");

        Assert.Equal("FEED_FILE_MISSING", (string?)missing["firstError"]!["code"]);
        Assert.Equal(8, (int)price["counts"]!["created"]!);
        JsonNode article = await system.ArticleAsync("7100231");
        Assert.Equal("""{"amount":612.40,"currency":"EUR"}""", article["price"]!.ToJsonString());
        Assert.Equal("2026-03-10T06:00:00Z", (string?)article["freshness"]!["price"]);
        string list = await system.Http.GetStringAsync(new Uri("/api/catalog", UriKind.Relative));
        Assert.Contains("7100231", list, StringComparison.Ordinal);
        Assert.Equal("SFTP_HOST_KEY_CHANGED", (string?)stock["firstError"]!["code"]);
        Assert.Equal("error", (string?)stock["firstError"]!["severity"]);
        Assert.Contains(server.HostKeyFingerprint, (string?)stock["firstError"]!["message"], StringComparison.Ordinal);
        Assert.DoesNotContain("Accepted password", server.Log, StringComparison.Ordinal);
        Assert.Equal("FTP_LOGIN_REFUSED", (string?)category["firstError"]!["code"]);
        Assert.Equal("error", (string?)category["firstError"]!["severity"]);
        Assert.All(
            ["not-the-password", "open-sesame", server.Password, key.Split('\n')[2]],
            secret => Assert.DoesNotContain(secret, system.Log, StringComparison.Ordinal));
    }

    private static string AddressOf(OpenSshServer server, FeedKind kind) =>
        string.Create(CultureInfo.InvariantCulture, $"sftp://127.0.0.1:{server.Port}/{SampleFiles.NameOf(kind)}");
}
