namespace Pipeline.Faults.Faults;

/// <summary>A service that answers HTTP in memory, at once: storage, or a simulated partner.</summary>
public interface IHttpService
{
    /// <summary>What a request asks for, without keys, so that equal steps of two runs read the same.</summary>
    string Describe(HttpRequestMessage request);

    /// <summary>Does what is asked, wholly, and answers.</summary>
    HttpResponseMessage Answer(HttpRequestMessage request, byte[] body);
}
