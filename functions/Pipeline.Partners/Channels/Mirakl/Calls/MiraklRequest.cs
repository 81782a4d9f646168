using System.Text.Json;
using Pipeline.Partners.Channels.Mirakl.Answers;

namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>What is asked of the service.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Argument">What stands in its path, or null.</param>
internal sealed record MiraklRequest(MiraklOperation Operation, string? Argument = null)
{
    /// <summary>Its query, without the shop.</summary>
    public MiraklQuery Query { get; init; } = MiraklQuery.Empty;

    /// <summary>The order, thread or import that it is about, for the record; null is the run in which it is made.</summary>
    public string? Subject { get; init; }

    /// <summary>The body, or null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Media type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The same with a JSON body.</summary>
    public MiraklRequest WithJson<T>(T value) => this with { Body = JsonSerializer.SerializeToUtf8Bytes(value, MiraklJson.Options) };

    /// <summary>The same with a body of several parts.</summary>
    public MiraklRequest WithForm(MiraklForm form)
    {
        (byte[] body, string type) = form.ToBody();
        return this with { Body = body, ContentType = type };
    }

    /// <summary>The address, for a shop.</summary>
    public Uri AddressAt(MiraklAccount account) => new(
        account.Url,
        $"{Operation.Path.Replace("{}", Uri.EscapeDataString(Argument ?? string.Empty), StringComparison.Ordinal)}{Query.With("shop_id", account.ShopId)}");
}
