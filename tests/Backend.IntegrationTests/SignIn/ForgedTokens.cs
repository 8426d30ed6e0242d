using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Backend.IntegrationTests.SignIn;

/// <summary>Tokens that nobody may accept, by what is wrong with each: all else about them is right.</summary>
internal static class ForgedTokens
{
    private static readonly TestKey Attacker = TestKey.Create("first");

    public static IReadOnlyDictionary<string, Func<TestIssuer, string>> All { get; } = new Dictionary<string, Func<TestIssuer, string>>(StringComparer.Ordinal)
    {
        // Unsigned.
        ["alg none"] = issuer => Unsigned(issuer, "none"),
        ["alg None"] = issuer => Unsigned(issuer, "None"),
        ["alg NONE"] = issuer => Unsigned(issuer, "NONE"),
        ["alg nOnE"] = issuer => Unsigned(issuer, "nOnE"),
        ["alg none with a blank"] = issuer => Unsigned(issuer, "none "),
        ["alg empty"] = issuer => Unsigned(issuer, ""),
        ["alg null"] = issuer => Unsigned(issuer, null),
        ["alg none with a signature"] = issuer => issuer.Token(header: head => head["alg"] = "none"),
        ["alg missing"] = issuer => issuer.Token(header: head => head.Remove("alg")),
        ["alg a number"] = issuer => issuer.Token(header: head => head["alg"] = 256),
        ["alg a list"] = issuer => issuer.Token(header: head => head["alg"] = new JsonArray("RS256")),
        ["alg unknown"] = issuer => issuer.Token(header: head => head["alg"] = "RS1"),
        ["alg in lower case"] = issuer => issuer.Token(header: head => head["alg"] = "rs256"),
        ["signature left out"] = issuer => issuer.Token()[..(issuer.Token().LastIndexOf('.') + 1)],

        // A public key taken for a shared secret.
        ["HS256 with the public key as DER"] = issuer => Hmac(issuer, "HS256", issuer.Key.Rsa.ExportSubjectPublicKeyInfo()),
        ["HS256 with the public key as PEM"] = issuer => Hmac(issuer, "HS256", Text(issuer.Key.Rsa.ExportSubjectPublicKeyInfoPem())),
        ["HS256 with the public key as PEM and a line break"] = issuer => Hmac(issuer, "HS256", Text(issuer.Key.Rsa.ExportSubjectPublicKeyInfoPem() + "\n")),
        ["HS256 with the public key as PKCS 1"] = issuer => Hmac(issuer, "HS256", issuer.Key.Rsa.ExportRSAPublicKey()),
        ["HS256 with the public key as PKCS 1 PEM"] = issuer => Hmac(issuer, "HS256", Text(issuer.Key.Rsa.ExportRSAPublicKeyPem())),
        ["HS256 with the modulus"] = issuer => Hmac(issuer, "HS256", issuer.Key.Rsa.ExportParameters(false).Modulus!),
        ["HS256 with the modulus as text"] = issuer => Hmac(issuer, "HS256", Text(Base64UrlEncoder.Encode(issuer.Key.Rsa.ExportParameters(false).Modulus))),
        ["HS384 with the public key as DER"] = issuer => Hmac(issuer, "HS384", issuer.Key.Rsa.ExportSubjectPublicKeyInfo()),
        ["HS512 with the public key as PEM"] = issuer => Hmac(issuer, "HS512", Text(issuer.Key.Rsa.ExportSubjectPublicKeyInfoPem())),
        ["HS256 with nothing"] = issuer => Hmac(issuer, "HS256", []),
        ["HS256 with the name of the key"] = issuer => Hmac(issuer, "HS256", Text(issuer.Key.Id)),

        // Keys.
        ["another key under the right name"] = issuer => issuer.Token(key: Attacker),
        ["another key under its own name"] = issuer => issuer.Token(key: Attacker with { Id = "mine" }),
        ["another key without a name"] = issuer => issuer.Token(header: head => head.Remove("kid"), key: Attacker),
        ["right key under another name"] = issuer => issuer.Token(header: head => head["kid"] = "second"),
        ["right key without a name"] = issuer => issuer.Token(header: head => head.Remove("kid")),
        ["kid empty"] = issuer => issuer.Token(header: head => head["kid"] = ""),
        ["kid in another case"] = issuer => issuer.Token(header: head => head["kid"] = "FIRST2"),
        ["kid that leads to an empty file"] = issuer => Hmac(issuer, "HS256", [], head => head["kid"] = "../../../../../../dev/null"),
        ["kid with SQL"] = issuer => issuer.Token(header: head => head["kid"] = "x' UNION SELECT 'first", key: Attacker),
        ["kid that is an address"] = issuer => issuer.Token(header: head => head["kid"] = $"{issuer.Address}evil/jwks", key: Attacker),

        // Keys that the token brings along.
        ["jku"] = issuer => issuer.Token(header: head => head["jku"] = $"{issuer.Address}evil/jwks", key: Attacker),
        ["jku and a new name"] = issuer => issuer.Token(header: head => head["jku"] = $"{issuer.Address}evil/jwks", key: Attacker with { Id = "evil" }),
        ["x5u"] = issuer => issuer.Token(header: head => head["x5u"] = $"{issuer.Address}evil/cert.pem", key: Attacker),
        ["jwk"] = issuer => issuer.Token(header: head => head["jwk"] = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Attacker.Jwk)), key: Attacker),
        ["jwk and no name"] = issuer => issuer.Token(header: head => { head["jwk"] = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Attacker.Jwk)); head.Remove("kid"); }, key: Attacker),
        ["x5c"] = issuer => issuer.Token(header: head => head["x5c"] = new JsonArray(Certificate()), key: Attacker),
        ["x5t"] = issuer => issuer.Token(header: head => { head["x5t#S256"] = Base64UrlEncoder.Encode(SHA256.HashData(Convert.FromBase64String(Certificate()))); head.Remove("kid"); }, key: Attacker),

        // Another algorithm than the signature's.
        ["RS512 said, RS256 done"] = issuer => issuer.Token(header: head => head["alg"] = "RS512"),
        ["PS256 said, RS256 done"] = issuer => issuer.Token(header: head => head["alg"] = "PS256"),
        ["ES256 said, RS256 done"] = issuer => issuer.Token(header: head => head["alg"] = "ES256"),
        ["ES256 with zeros"] = issuer => Jwt.Make(Head("ES256", "first"), issuer.Payload().ToJsonString(), _ => new byte[64]),
        ["EdDSA"] = issuer => Jwt.Make(Head("EdDSA", "first"), issuer.Payload().ToJsonString(), _ => new byte[64]),

        // For others.
        ["another audience"] = issuer => issuer.Token(payload: body => body["aud"] = "another-api"),
        ["no audience"] = issuer => issuer.Token(payload: body => body.Remove("aud")),
        ["empty audience"] = issuer => issuer.Token(payload: body => body["aud"] = ""),
        ["audiences without ours"] = issuer => issuer.Token(payload: body => body["aud"] = new JsonArray("a", "b")),
        ["audience that begins like ours"] = issuer => issuer.Token(payload: body => body["aud"] = "backend-api2"),
        ["audience in another case"] = issuer => issuer.Token(payload: body => body["aud"] = "BACKEND-API"),
        ["another issuer"] = issuer => issuer.Token(payload: body => body["iss"] = "https://elsewhere.example/"),
        ["no issuer"] = issuer => issuer.Token(payload: body => body.Remove("iss")),
        ["issuer that begins like ours"] = issuer => issuer.Token(payload: body => body["iss"] = issuer.Address + "evil"),
        ["issuer without its last sign"] = issuer => issuer.Token(payload: body => body["iss"] = issuer.Address.TrimEnd('/')),
        ["issuer that is the server's own"] = issuer => issuer.Token(payload: body => body["iss"] = "urn:backend:tokens"),
        ["issuer a list"] = issuer => issuer.Token(payload: body => body["iss"] = new JsonArray(issuer.Address)),

        // At another time.
        ["expired"] = issuer => issuer.Token(payload: body => body["exp"] = Now(-120)),
        ["expired a moment beyond the skew"] = issuer => issuer.Token(payload: body => body["exp"] = Now(-32)),
        ["no expiry"] = issuer => issuer.Token(payload: body => body.Remove("exp")),
        ["expiry a text"] = issuer => issuer.Token(payload: body => body["exp"] = "never"),
        ["expiry below zero"] = issuer => issuer.Token(payload: body => body["exp"] = -1),
        ["not yet valid"] = issuer => issuer.Token(payload: body => body["nbf"] = Now(120)),

        // Of another kind.
        ["typ of an id token"] = issuer => issuer.Token(header: head => head["typ"] = "id+jwt"),
        ["typ of a logout token"] = issuer => issuer.Token(header: head => head["typ"] = "logout+jwt"),
        ["typ of a refresh token"] = issuer => issuer.Token(header: head => head["typ"] = "refresh+jwt"),
        ["no typ"] = issuer => issuer.Token(header: head => head.Remove("typ")),
        ["id token by its nonce"] = issuer => IdToken(issuer, body => body["nonce"] = "n"),
        ["id token by at_hash"] = issuer => IdToken(issuer, body => body["at_hash"] = "h"),
        ["id token by c_hash"] = issuer => IdToken(issuer, body => body["c_hash"] = "h"),
        ["id token of Keycloak"] = issuer => IdToken(issuer, body => body["typ"] = "ID"),
        ["refresh token of Keycloak"] = issuer => IdToken(issuer, body => body["typ"] = "Refresh"),
        ["id token of Cognito"] = issuer => IdToken(issuer, body => body["token_use"] = "id"),
        ["logout token"] = issuer => IdToken(issuer, body => body["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() }),

        // Said twice.
        ["subject twice"] = issuer => Twice(issuer, "\"sub\":\"ada\","),
        ["audience twice"] = issuer => Twice(issuer, "\"aud\":\"another-api\","),
        ["issuer twice"] = issuer => Twice(issuer, "\"iss\":\"https://elsewhere.example/\","),
        ["expiry twice"] = issuer => Twice(issuer, "\"exp\":1,"),
        ["subject twice, once escaped"] = issuer => Twice(issuer, "\"s\\u0075b\":\"ada\","),
        ["nested name twice"] = issuer => Twice(issuer, "\"realm_access\":{\"roles\":[],\"roles\":[\"admin\"]},"),
        ["alg twice"] = issuer => Jwt.Make("{\"alg\":\"none\",\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"first\"}", issuer.Payload().ToJsonString(), issuer.Key.SignRs256),
        ["kid twice"] = issuer => Jwt.Make("{\"alg\":\"RS256\",\"kid\":\"mine\",\"typ\":\"at+jwt\",\"kid\":\"first\"}", issuer.Payload().ToJsonString(), issuer.Key.SignRs256),

        // Extensions that must be understood.
        ["crit"] = issuer => issuer.Token(header: head => { head["crit"] = new JsonArray("exp"); head["exp"] = Now(60); }),
        ["crit with nothing"] = issuer => issuer.Token(header: head => head["crit"] = new JsonArray()),
        ["b64 false"] = issuer => issuer.Token(header: head => head["b64"] = false),
        ["zip"] = issuer => issuer.Token(header: head => head["zip"] = "DEF"),

        // Encrypted.
        ["JWE to the issuer's own key"] = Encrypted,
        ["JWE of five parts"] = issuer => $"{Base64UrlEncoder.Encode("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}")}..AAAA.AAAA.AAAA",
        ["a signed token with enc"] = issuer => issuer.Token(header: head => head["enc"] = "A128GCM"),

        // Not a token.
        ["oversized"] = issuer => issuer.Token(payload: body => body["padding"] = new string('x', 20_000)),
        ["dots"] = _ => "..",
        ["three words"] = _ => "a.b.c",
        ["two parts"] = issuer => issuer.Token()[..issuer.Token().LastIndexOf('.')],
        ["four parts"] = issuer => issuer.Token() + ".AAAA",
        ["padding"] = issuer => issuer.Token() + "==",
        ["signature cut short"] = issuer => issuer.Token()[..^8],
        ["signature of another token"] = issuer => Parts(issuer.Token("eve"), 0, 1) + "." + issuer.Token().Split('.')[2],
        ["payload exchanged"] = Exchanged,
        ["payload a list"] = issuer => Jwt.Make(Head("RS256", "first"), "[]", issuer.Key.SignRs256),
        ["payload no JSON"] = issuer => Jwt.Make(Head("RS256", "first"), "sub=ada", issuer.Key.SignRs256),
        ["payload too deep"] = issuer => Jwt.Make(Head("RS256", "first"), issuer.Payload().ToJsonString()[..^1] + ",\"x\":" + new string('[', 200) + new string(']', 200) + "}", issuer.Key.SignRs256),
        ["header a text"] = issuer => Jwt.Make("\"RS256\"", issuer.Payload().ToJsonString(), issuer.Key.SignRs256),
        ["two objects in one part"] = issuer => Jwt.Make(Head("RS256", "first"), issuer.Payload().ToJsonString() + "{}", issuer.Key.SignRs256),
        ["no subject"] = issuer => issuer.Token(payload: body => body.Remove("sub")),
        ["empty subject"] = issuer => issuer.Token(payload: body => body["sub"] = ""),
        ["two subjects"] = issuer => issuer.Token(payload: body => body["sub"] = new JsonArray("ann", "ada")),

        // Like the server's own.
        ["own kind with a wrong checksum"] = _ => "bkp_" + new string('a', 49),
        ["own kind that is too short"] = _ => "bkp_a",
        ["own kind around a real token"] = issuer => "bkp_" + issuer.Token(),
    };

    private static string Unsigned(TestIssuer issuer, string? algorithm) => Jwt.Make(Head(algorithm, "first"), issuer.Payload().ToJsonString(), _ => []);

    private static string Head(string? algorithm, string key) => new JsonObject { ["alg"] = algorithm, ["typ"] = "at+jwt", ["kid"] = key }.ToJsonString();

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static long Now(int seconds) => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds;

    private static string Parts(string token, int first, int second) => $"{token.Split('.')[first]}.{token.Split('.')[second]}";

    private static string IdToken(TestIssuer issuer, Action<JsonObject> payload) => issuer.Token(payload: payload, header: head => head["typ"] = "JWT");

    private static string Twice(TestIssuer issuer, string first) =>
        Jwt.Make(Head("RS256", "first"), "{" + first + "\"realm\":1," + issuer.Payload().ToJsonString()[1..].Replace("{", "", StringComparison.Ordinal), issuer.Key.SignRs256);

    private static string Hmac(TestIssuer issuer, string algorithm, byte[] secret, Action<JsonObject>? header = null)
    {
        var head = new JsonObject { ["alg"] = algorithm, ["typ"] = "at+jwt", ["kid"] = issuer.Key.Id };
        header?.Invoke(head);
        return Jwt.Make(head.ToJsonString(), issuer.Payload().ToJsonString(), text => algorithm switch
        {
            "HS384" => HMACSHA384.HashData(secret, text),
            "HS512" => HMACSHA512.HashData(secret, text),
            _ => HMACSHA256.HashData(secret, text),
        });
    }

    private static string Exchanged(TestIssuer issuer)
    {
        var parts = issuer.Token().Split('.');
        return $"{parts[0]}.{Base64UrlEncoder.Encode(issuer.Payload("ada").ToJsonString())}.{parts[2]}";
    }

    private static string Encrypted(TestIssuer issuer) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler().CreateToken(
        issuer.Payload().ToJsonString(),
        new SigningCredentials(new RsaSecurityKey(Attacker.Rsa) { KeyId = "first" }, SecurityAlgorithms.RsaSha256),
        new EncryptingCredentials(new RsaSecurityKey(issuer.Key.Rsa.ExportParameters(false)) { KeyId = "first" }, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes128CbcHmacSha256));

    private static string Certificate()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=evil", Attacker.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return Convert.ToBase64String(certificate.RawData);
    }
}
