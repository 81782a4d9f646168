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
        using HttpResponseMessage answer = await client.GetAsync(azurite.TableEndpoint);
        Assert.Equal(before, azurite.ConnectionString);
        Assert.True(answer.Headers.Contains("x-ms-request-id"));
    }
}
