using Pipeline.Core.Messages.Reading;

namespace Pipeline.Core.Notifications.Handling;

/// <summary>The readers of the distributors' messages.</summary>
public interface IMessageReaderDirectory
{
    /// <summary>The reader for a distributor, or null when there is none.</summary>
    IOrderMessageReader? For(string distributor);
}
