#!/usr/bin/python3
# SPDX-License-Identifier: BSL-1.0
"""Django REST framework on a free port of the loopback interface, with each of its styles of pagination.

usage: django_server.py COUNT. Prints the port."""

import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="of a test", INSTALLED_APPS=["rest_framework"], USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}, DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    REST_FRAMEWORK={"DEFAULT_AUTHENTICATION_CLASSES": [], "DEFAULT_PERMISSION_CLASSES": [], "UNAUTHENTICATED_USER": None,
                    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]})
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.urls import path  # noqa: E402
from rest_framework import generics, pagination, serializers  # noqa: E402


class Item(models.Model):
    name = models.CharField(max_length=40)

    class Meta:
        app_label = "items"


class ItemSerializer(serializers.ModelSerializer):
    class Meta:
        model = Item
        fields = ["id", "name"]


def view(paginator):
    class List(generics.ListAPIView):
        queryset = Item.objects.order_by("id")
        serializer_class = ItemSerializer
        pagination_class = paginator

    return List.as_view()


class Number(pagination.PageNumberPagination):
    page_size, page_size_query_param, max_page_size = 10, "limit", 20


class Offset(pagination.LimitOffsetPagination):
    default_limit, max_limit = 10, 20


class Cursor(pagination.CursorPagination):
    ordering, page_size, page_size_query_param, max_page_size = "id", 10, "limit", 20


urlpatterns = [path("number/", view(Number)), path("offset/", view(Offset)), path("cursor/", view(Cursor))]


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


with connection.schema_editor() as editor:
    editor.create_model(Item)
Item.objects.bulk_create(Item(name=f"item {i + 1}") for i in range(int(sys.argv[1])))
with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet) as server:
    print(server.server_port, flush=True)
    server.serve_forever()
