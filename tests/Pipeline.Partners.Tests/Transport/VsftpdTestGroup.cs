namespace Pipeline.Partners.Tests.Transport;

/// <summary>Tests that share the running FTP servers.</summary>
[CollectionDefinition(Name)]
public sealed class VsftpdTestGroup : ICollectionFixture<VsftpdFixture>
{
    public const string Name = "vsftpd";
}
