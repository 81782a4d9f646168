using System.Xml.Linq;

namespace Pipeline.Simulators.IngramMicro.Services.Calls;

/// <summary>What a call brings: a return code and, if it was done, the content of the answer.</summary>
/// <param name="ReturnCode">Below 20000 for success.</param>
/// <param name="ReturnMessage">For a person; begins with a reason code where there is one.</param>
/// <param name="Content">Element beside the preamble, without namespace; null when only the preamble comes back.</param>
internal sealed record CallOutcome(int ReturnCode, string ReturnMessage, XElement? Content)
{
    public const int Success = 10000;
    public const int NotFound = 20000;
    public const int PreambleFailure = 20000;
    public const int TypeNotAllowed = 20001;
    public const int NotAuthorised = 20002;
    public const int NotProcessed = 20003;
    public const int DataError = 20004;
    public const int WindowClosed = 20005;
    public const int OrderNotFound = 20086;

    /// <summary>A refusal.</summary>
    public static CallOutcome Refused(int code, string message) => new(code, message, null);
}
