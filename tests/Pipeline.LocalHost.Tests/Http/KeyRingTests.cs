using System.Runtime.Versioning;
using Pipeline.LocalHost.Http;

namespace Pipeline.LocalHost.Tests.Http;

public sealed class KeyRingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Keys_stay_the_same_and_are_readable_by_their_owner_only()
    {
        KeyRing first = KeyRing.Open(folder);
        KeyRing second = KeyRing.Open(folder);

        Assert.Equal((first.MasterKey, first.FunctionKey, first.SystemKey("x")), (second.MasterKey, second.FunctionKey, second.SystemKey("x")));
        Assert.Equal(4, new HashSet<string?> { first.MasterKey, first.FunctionKey, first.SystemKey("x"), first.SystemKey("y") }.Count);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "keys.json")));
    }

    [Theory]
    [InlineData("{ ", "; delete it to make new keys.")]
    [InlineData("""{"masterKey":"m"}""", "lacks masterKey or functionKey; delete it to make new keys.")]
    public void A_spoilt_file_is_refused_and_kept(string text, string reason)
    {
        string path = Path.Combine(folder, "keys.json");
        File.WriteAllText(path, text);

        Assert.Contains(reason, Assert.Throws<HostStartException>(() => KeyRing.Open(folder)).Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(path));
    }
}
