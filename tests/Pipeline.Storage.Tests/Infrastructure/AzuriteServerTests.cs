using System.Net;
using Pipeline.TestSupport;

namespace Pipeline.Storage.Tests.Infrastructure;

public sealed class AzuriteServerTests
{
    [Fact]
    public async Task The_emulator_keeps_its_ports_and_answers_after_a_restart()
    {
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        string before = azurite.ConnectionString;

        await azurite.RestartAsync(CancellationToken.None);

        using HttpClient client = new();
        using HttpResponseMessage answer = await client.GetAsync($"{azurite.BlobEndpoint}?comp=list");
        Assert.Equal(before, azurite.ConnectionString);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
