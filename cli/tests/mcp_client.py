"""Uses `genauth mcp` with the official client, and prints what it saw as JSON. The only argument is the program."""

import asyncio
import json
import os
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

ALICE = "6580c1000000000000000001"


async def main():
    server = StdioServerParameters(command=sys.argv[1], args=["mcp", "--allow", "create-user"], env=dict(os.environ))
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        seen = {}
        initialized = await session.initialize()
        info = getattr(initialized, "serverInfo", None) or initialized.server_info
        seen["server"] = info.name
        seen["tools"] = [tool.name for tool in (await session.list_tools()).tools]
        await session.send_ping()

        async def call(tool, **arguments):
            result = await session.call_tool(tool, arguments)
            is_error = result.isError if hasattr(result, "isError") else result.is_error
            return is_error, json.loads(result.content[0].text)

        _, found = await call("search", query="get user", limit=1)
        seen["found"] = found[0]["operation"]
        _, user = await call("read", operation="get-user", params={"userId": ALICE})
        seen["username"] = user["username"]
        seen["refused"], _ = await call("write", operation="update-user", params={"userId": ALICE, "name": "A"})
        _, user = await call("write", operation="create-user", params={"username": "zoe"})
        seen["created"] = user["username"]
        reads = [call("read", operation="get-user", params={"userId": ALICE}) for _ in range(10)]
        seen["parallel"] = [user["username"] for _, user in await asyncio.gather(*reads)]
        print(json.dumps(seen))


asyncio.run(main())
