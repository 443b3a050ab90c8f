"""The vault's tables. Whatever tells who somebody is, is encrypted before it gets here or is a keyed fingerprint."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Identity, LargeBinary, MetaData, Table, Text, func
from sqlalchemy.dialects.postgresql import ARRAY

metadata = MetaData()

person = Table(
    "vault_person",
    metadata,
    Column("citizen_id", Text, primary_key=True),
    Column("blind_index", LargeBinary, nullable=False, unique=True, comment="HMAC of the CPR number"),
    Column("sealed", LargeBinary, nullable=False, comment="the person block, AES-256-GCM"),
    Column("journey", Text, nullable=False, comment="of the latest registration"),
)

case = Table(
    "vault_case",
    metadata,
    Column("party", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("citizen_id", Text, ForeignKey("vault_person.citizen_id"), nullable=False),
    Column("journey", Text, comment="of the latest registration under this case; most cases have none"),
)

received = Table(
    "vault_received",
    metadata,
    Column("party", Text, primary_key=True),
    Column("message_id", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False, comment="HMAC of the content"),
    Column("received_at", DateTime(timezone=True), nullable=False),
)

unreadable = Table(
    "vault_unreadable",
    metadata,
    Column("fingerprint", Text, primary_key=True, comment="as the dead letter names it"),
    Column("sealed", LargeBinary, nullable=False, comment="key, headers and value, AES-256-GCM"),
)

audit = Table(
    "vault_audit",
    metadata,
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("sealed_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
    Column("asked_by", Text, nullable=False),
    Column("citizen_id", Text, ForeignKey("vault_person.citizen_id"), nullable=False),
    Column("receiver", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("fields", ARRAY(Text), nullable=False, comment="which personal data left"),
)
