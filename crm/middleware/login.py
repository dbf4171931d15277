"""Everything needs a log-in, except the API (bearer tokens) and doors (tokens in the link)."""

from django.contrib.auth.middleware import LoginRequiredMiddleware as DjangoLoginRequired

TOKEN_PREFIXES = ("/api/", "/door/")


class LoginRequiredMiddleware(DjangoLoginRequired):
    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.path.startswith(TOKEN_PREFIXES):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
