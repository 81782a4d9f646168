namespace Pipeline.Core.Notifications;

/// <summary>The envelope a body came in.</summary>
public enum SoapVersion
{
    /// <summary>None: bare XML.</summary>
    None,

    /// <summary>SOAP 1.1.</summary>
    Soap11,

    /// <summary>SOAP 1.2.</summary>
    Soap12,
}
