using Backend.GraphQL;

namespace Backend.Host;

/// <summary>The GraphQL IDE as this server shows it.</summary>
internal static class IdeSetup
{
    private const string StartDocument =
        """
        # Sign in above, then click Run over an operation.

        query MyIssues {
          viewer { name }
          issues(
            filter: { assignee: { isMe: { eq: true } } }
            sort: [{ priority: { direction: DESC } }]
            first: 10
          ) {
            totalCount
            nodes {
              identifier
              title
              priority
              state { name category }
            }
          }
        }

        # While this runs, every change arrives here.
        subscription IssueChanges {
          issueChanged {
            action
            issue { identifier title }
            actor { name }
          }
        }

        """;

    public static IServiceCollection AddBackendIde(this IServiceCollection services) => services.AddGraphQLIde();

    public static IApplicationBuilder UseBackendIde(this IApplicationBuilder app, string path, IHostEnvironment environment) =>
        app.UseGraphQLIde(path, new()
        {
            Title = "Backend",
            AssetsDirectory = Path.Combine(AppContext.BaseDirectory, "ide"),
            HowToInstall =
                "Install Node.js 20 or later with npm, run dotnet build src/Backend.Host, which fetches the IDE, and start the server again.",
            Document = environment.IsDevelopment() ? StartDocument : null,
            SessionPath = "/auth/me",
        });
}
