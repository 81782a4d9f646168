namespace Pipeline.Partners.Tests.Transport;

/// <summary>Tests that share the running SSH server.</summary>
[CollectionDefinition(Name)]
public sealed class OpenSshTestGroup : ICollectionFixture<OpenSshFixture>
{
    public const string Name = "sshd";
}
