namespace Microsoft.DurableTask.Client;

/// <summary>Why the host refused a client's request. Source: functions-custom-handler.md §4.3.</summary>
public enum DurableClientError
{
    /// <summary>Unreachable, too slow, or an answer that makes no sense; whether it was done is not known.</summary>
    Unavailable,

    /// <summary>400: name, id or data were not acceptable.</summary>
    InvalidRequest,

    /// <summary>401 or 403: the key is wrong.</summary>
    NotAllowed,

    /// <summary>404: no such instance.</summary>
    NotFound,

    /// <summary>409: the id belongs to an instance that has not ended.</summary>
    AlreadyExists,

    /// <summary>410: the instance has ended.</summary>
    AlreadyEnded,

    /// <summary>412: the instance is not in a state that allows this.</summary>
    WrongState,

    /// <summary>501: the host's storage cannot do this.</summary>
    NotSupported,
}
