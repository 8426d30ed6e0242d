using Backend.GraphQL;

namespace Backend.Host;

/// <summary>The GraphQL IDE as this server shows it.</summary>
internal static class IdeSetup
{
    private const string StartDocument =
        """
        # Sign in above, then run an operation with the button beside it or with Ctrl+Enter.
        # Changes made anywhere else arrive in IssueChanges while it runs.

        query MyIssues {
          viewer {
            name
            email
          }
          issues(
            filter: { state: { category: { in: [UNSTARTED, STARTED] } } }
            sort: [{ priority: { direction: DESC } }]
            first: 10
          ) {
            totalCount
            nodes {
              identifier
              title
              state {
                name
              }
              assignee {
                name
              }
            }
          }
        }

        subscription IssueChanges {
          issueChanged {
            action
            issue {
              identifier
              title
            }
          }
        }

        """;

    public static IApplicationBuilder UseBackendIde(this IApplicationBuilder app, string path, IHostEnvironment environment) =>
        app.UseGraphQLIde(path, new()
        {
            Title = "Backend",
            AssetsDirectory = Path.Combine(AppContext.BaseDirectory, "ide"),
            HowToInstall =
                "Install Node.js 20 or later with npm, build src/Backend.Host again (the build fetches the IDE with npm), and restart the server.",
            Document = environment.IsDevelopment() ? StartDocument : null,
            SessionPath = "/auth/me",
        });
}
