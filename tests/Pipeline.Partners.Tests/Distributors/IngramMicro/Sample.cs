using System.Text;
using Pipeline.Partners.Distributors.IngramMicro.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

/// <summary>The sample messages and what they should become.</summary>
internal static class Sample
{
    public static WireProfile C1 { get; } = WireProfiles.Load("c1", null, null);

    public static WireProfile Genesis { get; } = WireProfiles.Load("benelux-genesis", null, null);

    public static MessageReader Reader { get; } = new(C1);

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    public static string Expected(string name) => File.ReadAllText(PathOf(Path.Combine("expected", name)));

    public static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>Keeps what came out beside the tests, for a person to compare with what is expected.</summary>
    public static string Keep(string name, string actual)
    {
        string folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "actual")).FullName;
        File.WriteAllText(Path.Combine(folder, name), actual);
        return actual;
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "samples", "ingram-micro", name);
}
