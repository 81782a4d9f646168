using Pipeline.TestSupport;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>One OpenSSH server for all SFTP tests.</summary>
public sealed class OpenSshFixture : IAsyncLifetime
{
    public OpenSshServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await OpenSshServer.StartAsync();

    public Task DisposeAsync() => Server.DisposeAsync().AsTask();
}
