using System.Globalization;

namespace Pipeline.Core.Flows;

/// <summary>How long a partner wants to be left alone, in the words of people.</summary>
public static class CadenceText
{
    extension(TimeSpan cadence)
    {
        /// <summary>For example <c>24 hours</c> or <c>1 hour</c>.</summary>
        public string InHours => string.Create(CultureInfo.InvariantCulture, $"{cadence.TotalHours:0.##} {(cadence == TimeSpan.FromHours(1) ? "hour" : "hours")}");
    }
}
