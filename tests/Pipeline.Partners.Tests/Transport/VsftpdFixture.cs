using Pipeline.TestSupport;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>Three servers for all transport tests: plain, explicit TLS, implicit TLS.</summary>
public sealed class VsftpdFixture : IAsyncLifetime
{
    public VsftpdServer Plain { get; private set; } = null!;

    public VsftpdServer Explicit { get; private set; } = null!;

    public VsftpdServer Implicit { get; private set; } = null!;

    public VsftpdServer this[string scheme] => scheme switch
    {
        "ftp" => Plain,
        "ftpes" => Explicit,
        "ftps" => Implicit,
        _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "No server speaks it."),
    };

    public async Task InitializeAsync()
    {
        Plain = await VsftpdServer.StartAsync(VsftpdTls.None);
        Explicit = await VsftpdServer.StartAsync(VsftpdTls.Explicit);
        Implicit = await VsftpdServer.StartAsync(VsftpdTls.Implicit);
    }

    public async Task DisposeAsync()
    {
        VsftpdServer?[] servers = [Plain, Explicit, Implicit];

        // All at once: one that cannot be cleaned up must not leave the others running.
        await Task.WhenAll(servers.OfType<VsftpdServer>().Select(server => server.DisposeAsync().AsTask()));
    }
}
