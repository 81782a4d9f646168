using Pipeline.Core.Orders;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Distributors.IngramMicro;

/// <summary>The return, status and rejection codes of a profile, with cause, remedy and severity.</summary>
/// <remarks>The same number means different things in different families, so the catalogue belongs to the profile.</remarks>
public static class IngramMicroCodes
{
    /// <summary>Every code of the profile, in ordinal order.</summary>
    public static IReadOnlyList<OrderCode> All(WireProfile profile) =>
        [.. profile.Document.ReturnCodes.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Describe(entry.Key, entry.Value))];

    /// <summary>The entry of a code, or null when the profile does not know it.</summary>
    public static OrderCode? Find(WireProfile profile, string code) =>
        profile.Document.ReturnCodes.TryGetValue(code, out ReturnCodeEntry? entry) ? Describe(code, entry) : null;

    private static OrderCode Describe(string code, ReturnCodeEntry entry) => new(code, entry.Severity, entry.Cause, entry.Remedy);
}
