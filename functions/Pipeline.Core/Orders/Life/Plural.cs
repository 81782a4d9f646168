using System.Globalization;

namespace Pipeline.Core.Orders.Life;

/// <summary>Counts in sentences.</summary>
internal static class Plural
{
    /// <summary>For example <c>1 line</c>, <c>2 lines</c>.</summary>
    public static string Of(int count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? string.Empty : "s")}");
}
