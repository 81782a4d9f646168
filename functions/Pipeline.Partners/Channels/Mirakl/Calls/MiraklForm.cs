using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pipeline.Partners.Channels.Mirakl.Answers;

namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>A body of several parts, <c>multipart/form-data</c> (RFC 7578); names in quotes, and nothing that only some servers read.</summary>
internal sealed class MiraklForm
{
    private readonly List<(string Head, byte[] Content)> parts = [];

    /// <summary>Adds a word.</summary>
    public MiraklForm With(string name, string value) => Add($"name=\"{name}\"", null, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds a flag: the words <c>true</c> and <c>false</c>, nothing else is understood.</summary>
    public MiraklForm With(string name, bool value) => With(name, value ? "true" : "false");

    /// <summary>Adds a JSON document.</summary>
    public MiraklForm WithJson<T>(string name, T value) =>
        Add($"name=\"{name}\"", "application/json;charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(value, MiraklJson.Options));

    /// <summary>Adds a file.</summary>
    /// <param name="name">Name of the part.</param>
    /// <param name="fileName">1 or more printable ASCII characters without quote or backslash.</param>
    /// <param name="type">Media type.</param>
    /// <param name="content">Its bytes.</param>
    public MiraklForm WithFile(string name, string fileName, string type, byte[] content) => IsFileName(fileName)
        ? Add($"name=\"{name}\"; filename=\"{fileName}\"", type, content)
        : throw new ArgumentException($"'{fileName}' cannot be the name of a file there.", nameof(fileName));

    /// <summary>Whether a name of a file can be sent.</summary>
    public static bool IsFileName(string name) => name.Length is > 0 and <= 255 && name.All(static letter => letter is >= ' ' and <= '~' and not '"' and not '\\' and not '/');

    /// <summary>The body and its media type with the boundary.</summary>
    public (byte[] Body, string Type) ToBody()
    {
        // The same parts give the same bytes: what is sent again is seen to be the same.
        string boundary = $"pipeline-{Convert.ToHexStringLower(SHA256.HashData(Join("-")))[..32]}";
        return (Join(boundary), $"multipart/form-data; boundary={boundary}");
    }

    private MiraklForm Add(string disposition, string? type, byte[] content)
    {
        parts.Add(($"Content-Disposition: form-data; {disposition}\r\n{(type is null ? string.Empty : $"Content-Type: {type}\r\n")}\r\n", content));
        return this;
    }

    private byte[] Join(string boundary)
    {
        using MemoryStream body = new();
        foreach ((string head, byte[] content) in parts)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\n{head}"));
            body.Write(content);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return body.ToArray();
    }
}
