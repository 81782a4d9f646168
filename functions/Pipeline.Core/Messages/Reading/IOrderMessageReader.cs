namespace Pipeline.Core.Messages.Reading;

/// <summary>Reads what a distributor pushes.</summary>
public interface IOrderMessageReader
{
    /// <summary>Reads one message. Hostile, damaged and unknown bodies are results, never exceptions.</summary>
    /// <param name="body">The body as received, from its first byte.</param>
    /// <remarks>Pure: the same bytes give the same reading.</remarks>
    MessageReading Read(Stream body);
}
