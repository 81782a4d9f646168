namespace Pipeline.Core.Alerts;

/// <summary>A way to tell people: mail, a webhook.</summary>
public interface IAlertChannel
{
    /// <summary>Its name in records, for example <c>mail</c>.</summary>
    string Name { get; }

    /// <summary>Sends a digest. The receiver has it when this returns; after an exception it may have it.</summary>
    Task SendAsync(AlertDigest digest, CancellationToken cancellationToken);
}
