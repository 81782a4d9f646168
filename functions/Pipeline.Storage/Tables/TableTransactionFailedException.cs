using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>The service refused a transaction: none of its actions took effect.</summary>
/// <param name="requestFailedException">The failure of the action at fault.</param>
public sealed class TableTransactionFailedException(RequestFailedException requestFailedException)
    : RequestFailedException(
        requestFailedException.Status,
        requestFailedException.Message,
        requestFailedException.ErrorCode,
        requestFailedException.InnerException)
{
    /// <summary>
    /// Place of the action at fault in the submitted sequence, from 0; <see langword="null"/> when the service does
    /// not say (it then speaks of the whole).
    /// </summary>
    public int? FailedTransactionActionIndex { get; } = ReadIndex(requestFailedException.Message);

    // The service writes the index before its text: "3:The specified entity already exists."
    private static int? ReadIndex(string message)
    {
        int colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                ? index
                : null;
    }
}
