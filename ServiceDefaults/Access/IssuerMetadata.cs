using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Efficiency.ServiceDefaults;

/// <summary>The issuer's keys are needed and nobody has them: no fault of the token, so 503 and not 401.</summary>
internal sealed class IssuerUnreachableException(Exception inner)
    : Exception("The token issuer cannot be reached.", inner);

/// <summary>
/// The issuer's keys, fetched when the first token comes and kept; the service starts without the gateway. Fetched under the
/// internal address, whatever external address the document itself names.
/// </summary>
internal sealed class IssuerMetadata : IConfigurationManager<OpenIdConnectConfiguration>
{
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _manager;

    public IssuerMetadata(Uri issuer, Uri internalAddress, HttpClient http, bool requireHttps)
    {
        var documents = new HttpDocumentRetriever(http) { RequireHttps = requireHttps };
        _manager = new ConfigurationManager<OpenIdConnectConfiguration>(
            new Uri(internalAddress, ".well-known/openid-configuration").AbsoluteUri,
            new OpenIdConnectConfigurationRetriever(),
            new InternalDocuments(documents, issuer, internalAddress));
    }

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        try
        {
            return await _manager.GetConfigurationAsync(cancel);
        }
        catch (InvalidOperationException exception)
        {
            throw new IssuerUnreachableException(exception);
        }
    }

    public void RequestRefresh() => _manager.RequestRefresh();

    private sealed class InternalDocuments(IDocumentRetriever documents, Uri issuer, Uri internalAddress) : IDocumentRetriever
    {
        public Task<string> GetDocumentAsync(string address, CancellationToken cancel) => documents.GetDocumentAsync(
            issuer.IsBaseOf(new Uri(address))
                ? new Uri(internalAddress, issuer.MakeRelativeUri(new Uri(address))).AbsoluteUri
                : address,
            cancel);
    }
}
